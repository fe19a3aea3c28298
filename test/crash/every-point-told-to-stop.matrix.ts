import { POINTS_OF_SERVICE } from './kill-points.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios(
  POINTS_OF_SERVICE.filter(([, occasion]) => occasion !== 'clean-up').map(([point, occasion]) => {
    return { point, occasion, answer: 'a good answer', action: 'terminate' };
  }),
);
