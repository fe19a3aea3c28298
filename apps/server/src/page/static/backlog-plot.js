import { draw } from './elements.js';
import { count, span } from './words.js';

const HEIGHT = 200;
const LEFT = 52;
const RIGHT = 10;
/** Top and bottom of the two panels, and where the axis is written. */
const WAITING = { top: 20, bottom: 82, title: 'Changes waiting', className: 'waiting', words: count };
const OLDEST = { top: 120, bottom: 168, title: 'Age of the oldest', className: 'oldest', words: span };
const AXIS = 190;

/**
 * Draws how much waited, how long the oldest had, and when runs ended, from `from` to `to` (epoch milliseconds), as
 * wide as there is room. Whoever cannot see it has the caption and the table.
 */
export function backlogPlot({ samples, runs, from, to, width }) {
  const scale = (at) => LEFT + ((width - LEFT - RIGHT) * (at - from)) / (to - from);
  return draw(
    'svg',
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, 'aria-hidden': 'true', focusable: 'false' },
    [
      ...panel(
        WAITING,
        samples.map(({ at, waiting }) => [scale(at), waiting]),
        width,
      ),
      ...panel(
        OLDEST,
        samples.map(({ at, oldest_age_ms: age }) => [scale(at), age]),
        width,
      ),
      ...runs.map(({ at, state }) =>
        draw('circle', {
          cx: scale(at).toFixed(1),
          cy: WAITING.bottom + 10,
          r: 2.5,
          className: 'run',
          'data-state': state,
        }),
      ),
      ...axis(from, to, width),
    ],
  );
}

function panel({ top, bottom, title, className, words }, points, width) {
  const most = Math.max(...points.map(([, value]) => value), className === 'oldest' ? 1_000 : 1);
  const y = (value) => bottom - ((bottom - top) * value) / most;
  return [
    draw('line', { x1: LEFT, x2: width - RIGHT, y1: bottom, y2: bottom, className: 'base' }),
    draw('line', { x1: LEFT, x2: width - RIGHT, y1: top, y2: top, className: 'grid-line' }),
    draw('text', { text: words(most), x: LEFT - 8, y: top + 4, className: 'value' }),
    draw('text', { text: words(0), x: LEFT - 8, y: bottom + 4, className: 'value' }),
    draw('text', { text: title, x: LEFT, y: top - 8, className: 'name' }),
    draw('path', { d: area(points, y, bottom), className: `area ${className}` }),
    draw('path', { d: line(points, y), className: `stroke ${className}` }),
  ];
}

/** Steps: a sample holds until the next one. */
function line(points, y) {
  return points
    .map(([x, value], index) => {
      const before = points[index - 1];
      const step =
        before === undefined
          ? `M${x.toFixed(1)} ${y(value).toFixed(1)}`
          : `H${x.toFixed(1)}V${y(value).toFixed(1)}`;
      return step;
    })
    .join('');
}

function area(points, y, bottom) {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined) return '';
  return `M${first[0].toFixed(1)} ${bottom}${line(points, y).replace('M', 'L')}L${last[0].toFixed(1)} ${bottom}Z`;
}

function axis(from, to, width) {
  const ends = [
    [LEFT, `${span(to - from)} ago`, 'axis start'],
    [width - RIGHT, 'now', 'axis end'],
  ];
  return ends.map(([x, text, className]) => draw('text', { text, x, y: AXIS, className }));
}
