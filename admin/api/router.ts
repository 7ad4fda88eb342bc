import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Actor } from '../../core/access/actor.ts';
import type { Config } from '../../core/config.ts';
import type { HouseContext } from '../../core/context.ts';
import { NotFound } from '../../core/errors.ts';
import { largestUpload } from '../readUploads.ts';

/** What the API uses of the house. */
export type ApiContext = Pick<
  HouseContext,
  'agentLoads' | 'config' | 'log' | 'db' | 'queues' | 'customers' | 'directory' | 'channels' | 'senders'
>;

/** `actor` is set by the authentication for everything below /v1. */
export interface ApiEnv {
  Variables: { actor: Actor };
}

const MAX_BODY_BYTES = 64 * 1024;
const BRINGS_FILES = /\/service-requests\/[^/]+\/(replies|attachments)$/;
const PLAIN_NAME = /^[a-zA-Z_]{1,40}$/;

/** A router whose validation failures are thrown, for the one error handler to answer as problem documents. */
export function createRouter(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      // A path that cannot be an id names nothing.
      if (result.target === 'param') throw new NotFound('not_found', 'There is no such object');
      // The real one is an Error, which Hono's error handling asks for.
      throw new z.ZodRealError(result.error.issues.flatMap(nameUnknownKeys));
    },
  });
}

/** A middleware that refuses bodies over 64 KiB with 413; forms that bring files may be as long as these. */
export function limitBody(config: Pick<Config, 'ATTACHMENT_MAX_BYTES'>): MiddlewareHandler<ApiEnv> {
  const ofWords = upTo(MAX_BODY_BYTES);
  const ofFiles = upTo(largestUpload(config));
  return (c, next) => {
    const isForm = c.req.header('content-type')?.toLowerCase().startsWith('multipart/form-data') ?? false;
    return isForm && BRINGS_FILES.test(c.req.path) ? ofFiles(c, next) : ofWords(c, next);
  };
}

function upTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413, { message: `The body is longer than ${maxSize} bytes` });
    },
  });
}

/**
 * Zod reports unknown names on the object that holds them; a caller wants each one named. The names of fields go to
 * the log, so a "name" that may be somebody's phone (`?+7916…`) is told in the message only.
 */
function nameUnknownKeys(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => {
    const plain = PLAIN_NAME.test(key);
    return {
      code: 'custom',
      path: [...issue.path, plain ? key : '(unknown)'],
      message: plain ? 'is not known here' : `${JSON.stringify(key)} is not known here`,
      input: undefined,
    };
  });
}
