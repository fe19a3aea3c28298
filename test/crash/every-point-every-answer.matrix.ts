import { ANSWER_NAMES } from './answers.ts';
import { POINTS_OF_SERVICE } from './kill-points.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios(
  ANSWER_NAMES.flatMap((answer) =>
    POINTS_OF_SERVICE.map(([point, occasion]) => ({ point, occasion, answer })),
  ),
);
