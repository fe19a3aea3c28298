import { completionChangeId } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { parseCompletionId } from '../dist/worker/completion-id.js';

describe('parseCompletionId', () => {
  it.each(AWKWARD_TEXTS.map((text) => [text]))('undoes completionChangeId with %j', (text) => {
    expect(parseCompletionId(completionChangeId(text, `${text}2`))).toEqual({
      userId: text,
      courseId: `${text}2`,
    });
  });

  it.each(['', 'unknown', '["one"]', '[1,2]', '{}', 'null', '["a",'])('knows that %j was never one', (id) => {
    expect(parseCompletionId(id)).toBeUndefined();
  });
});
