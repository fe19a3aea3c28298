/** As the client throws it: an error around an answer. */
export function answered(status: number, data: unknown, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(`Request failed with status code ${status}`), {
    status,
    response: { status, data, headers: new Headers(headers) },
    config: { headers: new Headers({ authorization: 'Bearer ya29.canary' }), data: 'what learners wrote' },
  });
}

export function google(
  status: number,
  message: string,
  more: object = {},
  headers: Record<string, string> = {},
): Error {
  return answered(status, { error: { code: status, message, ...more } }, headers);
}

/** As the client throws it: an error around node-fetch's around the system's. */
export function network(code: string, syscall?: string): Error {
  const cause = Object.assign(
    new Error(`request to https://sheets.googleapis.com/ failed, reason: ${code}`),
    {
      name: 'FetchError',
      code,
      erroredSysCall: syscall,
    },
  );
  return Object.assign(new Error(cause.message, { cause }), { code });
}

/** As this adapter throws it. */
export const own = (code: string): Error =>
  Object.assign(new Error('no whole answer within 30000 ms'), { code });
