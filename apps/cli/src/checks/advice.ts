/** What a line says, and what it says to do about it. */
export interface InTwo {
  readonly detail: string;
  readonly advice: string | undefined;
}

/** How the sentence or clause begins that says what to do, in the lines of what opens stores and asks servers. */
const ADVICE = /(?:^|: |\. )((?:use|set|run|give|check|update|put|free|restore|choose|take|close)\b.*)$/i;

/** A line as openings and servers' checks tell it: why, then what to do. A line without advice stays as it is. */
export function inTwo(line: string): InTwo {
  const found = ADVICE.exec(line);
  const advice = found?.[1];
  if (found === null || advice === undefined || found.index === 0) return { detail: line, advice };
  return { detail: line.slice(0, found.index), advice: advice.charAt(0).toUpperCase() + advice.slice(1) };
}
