import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds of a file of each project, about: those that keep the processor busy, and those that mostly wait for a server. */
const BUSY: Record<string, number> = { browser: 60, e2e: 60 };
const WAITING: Record<string, number> = { processes: 50, sftp: 13, servers: 15 };

/**
 * Browsers and whole products run beside tests that wait, and not beside one another: two of a kind would share a processor, or
 * leave it idle. Projects that keep their process from file to file stay together.
 */
export class BusyBesideWaiting extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const takeOf = (seconds: Record<string, number>): TestSpecification[] =>
      Object.keys(seconds).flatMap((name) => sorted.filter(({ project }) => project.name === name));
    const lanes = [BUSY, WAITING].map((seconds) => ({ seconds, files: takeOf(seconds), until: 0 }));
    const first: TestSpecification[] = [];
    for (;;) {
      const [lane] = lanes.filter((each) => each.files.length > 0).toSorted((a, b) => a.until - b.until);
      if (lane === undefined) break;
      const file = lane.files.shift()!;
      lane.until += lane.seconds[file.project.name] ?? 0;
      first.push(file);
    }
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}
