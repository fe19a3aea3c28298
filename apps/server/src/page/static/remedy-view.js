import { byId, make } from './elements.js';
import { dateTime } from './words.js';

/** What to do about each problem: in words, with what has to be pasted somewhere ready to be copied. */
export function showRemedies(problems, url, account) {
  byId('remedies').hidden = problems.length === 0;
  byId('remedies').replaceChildren(...problems.map((problem) => remedy(problem, url, account)));
}

function remedy(problem, url, account) {
  const title = problem.tab === undefined ? 'What to do' : `What to do about ${problem.tab}`;
  return make('div', { className: 'remedy' }, [
    make('h3', { text: problem.blocked ? title : 'What is going on' }),
    make('p', { text: problem.remedy }),
    ...steps(problem, url, account),
    make('details', {}, [
      make('summary', { text: 'Why' }),
      make('p', { text: problem.cause }),
      make('p', {
        text: `${problem.message} (${problem.code}, since ${dateTime(problem.since)})`,
        className: 'faint',
      }),
    ]),
  ]);
}

/** Where an address has to be shared with, or added as an editor. */
const WITH_ACCOUNT = new Set([
  'spreadsheet_not_shared',
  'protected',
  'sheets_api_disabled',
  'credentials_rejected',
]);

function steps({ code, blocked, command }, url, account) {
  if (!blocked) return [];
  const rows = [
    ...(account !== null && WITH_ACCOUNT.has(code) ? [copyable('Address', account)] : []),
    ...(url === null ? [] : [linkRow(url)]),
    ...(command === null || command === undefined ? [] : [copyable('To make sure', command)]),
  ];
  return rows.length === 0 ? [] : [make('dl', { className: 'steps' }, rows)];
}

function linkRow(url) {
  const link = make('a', {
    text: 'Open the spreadsheet',
    href: url,
    target: '_blank',
    rel: 'noopener noreferrer',
  });
  return make('div', {}, [make('dt', { text: 'Where' }), make('dd', {}, [link])]);
}

function copyable(label, text) {
  const value = make('code', { text });
  // Only a page from https or from this machine may write to the clipboard; elsewhere the text is there to be marked.
  const button = navigator.clipboard === undefined ? [] : [copyButton(label, text)];
  return make('div', {}, [make('dt', { text: label }), make('dd', {}, [value, ...button])]);
}

function copyButton(label, text) {
  const button = make('button', {
    text: 'Copy',
    type: 'button',
    className: 'button quiet small',
    'aria-label': `Copy: ${label}`,
  });
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? 'Copied' : 'Mark it by hand';
  });
  return button;
}
