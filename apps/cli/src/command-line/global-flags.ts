import { type ArgumentsOf, optionalText, toggle } from './flags.js';

/** Flags that every command takes. */
export const GLOBAL_FLAGS = {
  json: toggle('Print JSON on stdout, of a documented and stable shape'),
  quiet: toggle('Say nothing but what was asked for and what went wrong'),
  verbose: toggle('Log what happens, and show where errors come from'),
  color: toggle('Colours on a terminal (NO_COLOR switches them off too)', true),
  input: toggle(
    'Ask at a terminal before anything is deleted or written over; --no-input asks nothing',
    true,
  ),
  yes: toggle('Go ahead without that question'),
  config: optionalText('FILE', 'Configuration file (default: quiz-sync.config.json, when there is one)'),
  store: optionalText('STORE', 'Where responses are stored, such as sqlite:.quiz-sync/quiz-sync.db'),
  url: optionalText('URL', 'Ask this running service, instead of opening the store'),
  keyFile: optionalText('FILE', 'Holds the API key for --url (or QUIZ_SYNC_API_KEY does)'),
  spreadsheet: optionalText('ID', 'Id of the Google spreadsheet'),
};

export type GlobalArguments = ArgumentsOf<typeof GLOBAL_FLAGS>;
