/** How somebody who has never seen Google's console gets a key. */
export const HOW_TO_GET_A_KEY = [
  '  Google lets programs in by a key file. To get one (five minutes, no cost):',
  '',
  '    a. Open https://console.cloud.google.com/projectcreate, give any name, press Create.',
  '       (A project that you have already will do as well.)',
  '    b. Open https://console.cloud.google.com/apis/library/sheets.googleapis.com',
  '       and press Enable.',
  '    c. Open https://console.cloud.google.com/iam-admin/serviceaccounts/create,',
  '       give any name, press Create and continue, then Done. It needs no roles.',
  '    d. In the list click on the account, then Keys, Add key, Create new key, JSON, Create.',
  '       A file is downloaded.',
  '',
].join('\n');

/** What stops who has no key and nobody to ask, in one line. */
export const KEY_REMEDY =
  'Create one at https://console.cloud.google.com/iam-admin/serviceaccounts (the account, Keys, Add key, JSON), and name it: quiz-sync setup --credentials FILE.';
