export { looksHardWrapped, reflow } from './reflow/reflow.ts'
