import { forgetKey, hasKey, useKey } from './api.js';
import { byId, say } from './elements.js';

/** Calls `begin` with whatever key there is, and again with each that is typed in. */
export function signIn(begin) {
  byId('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    useKey(byId('key').value);
    begin();
  });
  byId('sign-out').addEventListener('click', () => {
    forgetKey();
    location.reload();
  });
  begin();
}

/** The service lets the page in. */
export function showSignedIn() {
  byId('sign-in').hidden = true;
  byId('signed-in').hidden = false;
  byId('sign-out').hidden = !hasKey();
  byId('key').value = '';
}

/** It does not: nothing of what was shown stays in sight. */
export function showSignIn({ status, code, message }) {
  const wasTried = hasKey();
  forgetKey();
  byId('signed-in').hidden = true;
  byId('sign-out').hidden = true;
  byId('spreadsheet-link').hidden = true;
  byId('sign-in').hidden = false;
  if (code === 'access_not_set_up') say('key-refused', message);
  else say('key-refused', wasTried ? refusalWords(status, message) : '');
  document.title = 'Sign in · Quiz Sync';
  byId('key').focus();
  byId('key').select();
}

function refusalWords(status, message) {
  return status === 401 ? 'This key is not known here, or not any more.' : message;
}
