import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by the time that they take: one of them begun last would run on alone. */
const LONGEST = [
  'test/crash/every-point-every-answer.matrix.ts',
  'adapters/mongodb/test/store-contract.test.ts',
  'adapters/sqlite/test/store-contract.test.ts',
  'apps/cli/test/process-doctor.test.ts',
  'test/end-to-end/secrets.test.ts',
  'apps/server/test/page.test.ts',
  'test/model/model.test.ts',
  'test/end-to-end/erase-learner.test.ts',
  'test/end-to-end/mongodb.test.ts',
  'packages/testing/test/contract-notices.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`));
  return place === -1 ? LONGEST.length : place;
}
