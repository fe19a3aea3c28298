import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler, Response } from 'express';
import { routePattern } from '../http/route-pattern.js';
import { tracer } from './tracer.js';

/** A span for each request, part of the caller's trace if it names one. Goes in front of what is to be seen in it. */
export function traceRequests(): RequestHandler {
  const requests = tracer();
  return (request, response, next) => {
    const caller = propagation.extract(context.active(), request.headers);
    const attributes = { 'http.request.method': request.method };
    const span = requests.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, caller);
    if (!span.isRecording()) {
      next();
      return;
    }
    response.once('close', () => {
      const route = routePattern(request);
      if (route !== 'other') span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
      endWith(span, response);
    });
    context.with(trace.setSpan(caller, span), next);
  };
}

function endWith(span: Span, { statusCode, writableFinished }: Response): void {
  if (writableFinished) span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500 || !writableFinished) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
