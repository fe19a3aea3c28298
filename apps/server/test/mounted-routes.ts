import type { Scope } from '@quiz-sync/core';
import type { Express } from 'express';

/** A route as Express has it, wherever in the app it was mounted. */
export interface MountedRoute {
  readonly path: string;
  /** Of the guard in front of it; `undefined` when there is none. */
  readonly scope: Scope | undefined;
}

interface Layer {
  readonly handle: { readonly stack?: readonly Layer[]; readonly scope?: Scope };
  readonly route?: { readonly path: string; readonly stack: readonly Layer[] };
  /** What it was mounted at. */
  readonly rawPath: string;
}

/** Every route of an app and of the routers in it, found in Express itself: nothing can be left out of a list. */
export function mountedRoutes(app: Express): MountedRoute[] {
  return routesOf((app.router as unknown as { stack: readonly Layer[] }).stack, '');
}

function routesOf(stack: readonly Layer[], base: string): MountedRoute[] {
  return stack.flatMap(({ route, handle, rawPath }) => {
    if (route !== undefined) return [{ path: joined(base, route.path), scope: guardIn(route.stack) }];
    return handle.stack === undefined ? [] : routesOf(handle.stack, joined(base, rawPath));
  });
}

function guardIn(stack: readonly Layer[]): Scope | undefined {
  return stack.map(({ handle }) => handle.scope).find((scope) => scope !== undefined);
}

function joined(base: string, path: string): string {
  return path === '/' ? base : base + path;
}
