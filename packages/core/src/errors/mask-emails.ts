/** In a path the @ is written as %40. All lengths are bounded: a long text without any must be gone through quickly. */
const EMAIL =
  /(?<!:\/\/[^\s/]{0,64})([\p{L}\p{N}_])[\p{L}\p{N}_.+'-]{0,63}(@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/giu;

/** Accounts of programs, with whom a spreadsheet is to be shared: who is told to must be told with which. */
const SERVICE_ACCOUNT = /\.gserviceaccount\.com$/i;

/**
 * Text fit for a log, which many may read and nobody erases from: of a person's e-mail address, which is what some
 * platforms have for a `user_id`, the first letter and the domain are left (`a…@school.example`). Other ids stay as they
 * are: who looks for a learner in the log looks for just that.
 */
export function maskEmails(text: string): string {
  if (!text.includes('@') && !text.includes('%40')) return text;
  return text.replace(EMAIL, (whole, first: string, at: string, domain: string) =>
    SERVICE_ACCOUNT.test(domain) ? whole : `${first}…${at}${domain}`,
  );
}
