import type { OpenAPIObject } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { ApiProblem } from './api-problem.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Answers 405, with the methods that there are, where a path is known and the method is not; a path that is not known stays 404. */
export function refuseOtherMethods(document: OpenAPIObject): (request: Request, response: Response, next: NextFunction) => void {
  const routes = Object.entries(document.paths).map(([template, operations]) => {
    const path = template
      .split('/')
      .map((segment) => (segment.startsWith('{') ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/');
    const methods = METHODS.filter((method) => method in operations).map((method) => method.toUpperCase());
    return { pattern: new RegExp(`^${path}/?$`, 'i'), methods };
  });
  return (request, _response, next) => {
    const allowed = new Set(routes.filter(({ pattern }) => pattern.test(request.path)).flatMap(({ methods }) => methods));
    if (allowed.has('GET')) allowed.add('HEAD');
    if (allowed.size === 0 || allowed.has(request.method) || request.method === 'OPTIONS') return next();
    next(new ApiProblem('method_not_allowed', { headers: { Allow: [...allowed].join(', ') } }));
  };
}
