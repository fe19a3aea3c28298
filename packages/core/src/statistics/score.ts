/**
 * Percent of correct answers, rounded half up; 0 when nothing was asked. Only whole numbers until the one division,
 * since 100 × 0.145 is 14.499999999999998 and would round down.
 */
export function score(correct: number, total: number): number {
  return total === 0 ? 0 : Math.floor((200 * correct + total) / (2 * total));
}
