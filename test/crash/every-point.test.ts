import { ANSWER_NAMES } from './answers.ts';
import { POINTS_OF_SERVICE } from './kill-points.ts';
import { testScenarios } from './test-scenarios.ts';

// Every point with one kind of answer, every kind of answer with some points. `npm run test:crash` has them all.
testScenarios(
  POINTS_OF_SERVICE.map(([point, occasion], index) => {
    const answer = ANSWER_NAMES[(index * 3) % ANSWER_NAMES.length] ?? 'a good answer';
    return { point, occasion, answer };
  }),
);
