import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest first: a file of minutes that begins last would keep one processor waiting. In the order of how long they take. */
const longest = [
  'src/ui/every-page.page.test.ts',
  'test/start.test.ts',
  'test/relevance/relevance.test.ts',
  'test/privacy.test.ts',
  'src/ui/pages.page.test.ts',
  'src/cli/xom.test.ts',
  'src/demo/demo.test.ts',
  'test/durability.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((path) => moduleId.endsWith(path))
      return at < 0 ? longest.length : at
    }
    const sorted = await super.sort(files)
    return sorted
      .map((file, at) => ({ file, at }))
      .sort((a, b) => rank(a.file) - rank(b.file) || a.at - b.at)
      .map(({ file }) => file)
  }
}
