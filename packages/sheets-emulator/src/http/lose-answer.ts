import type { ServerResponse } from 'node:http';
import { defaultRefusal } from '../faults/default-refusal.ts';
import type { LostAnswer } from '../faults/fault.ts';
import { type Answer, errorAnswer, send, strayPage } from './answer.ts';

/** Gives the client something other than the answer it is due. Returns the status it saw, 0 for none. */
export const loseAnswer = (response: ServerResponse, fault: LostAnswer, due: Answer | undefined): number => {
  switch (fault.lose) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return 0;
    case 'cut':
      return cut(response, due);
    case 'html': {
      const page = strayPage(fault.status ?? 200);
      send(response, page);
      return page.status;
    }
    case 'status': {
      const status = fault.status ?? 503;
      send(response, errorAnswer(defaultRefusal(status, 'other'), true));
      return status;
    }
  }
};

const cut = (response: ServerResponse, due: Answer | undefined): number => {
  const whole = due?.body ?? Buffer.from('{"spreadsheetId": ""}\n');
  response.writeHead(200, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': whole.length,
  });
  response.write(whole.subarray(0, Math.max(1, Math.floor(whole.length / 2))), () =>
    response.socket?.destroy(),
  );
  return 200;
};
