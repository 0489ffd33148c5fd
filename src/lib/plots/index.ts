export { Bars, type BarsProps } from './bars.tsx'
export { Line, type LineProps } from './lines.tsx'
export { type Datum, type PlotWords, scaleOf } from './plot.ts'
export { type RangeDatum, Ranges, type RangesProps } from './ranges.tsx'
