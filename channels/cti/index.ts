import { Hono } from 'hono';
import { z } from 'zod';
import { defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { limitBody, SMALL_BODY } from '../edge/limitBody.ts';
import { readFields } from '../edge/readBody.ts';
import { requireSecret } from '../edge/secret.ts';
import { handleCall } from './handleCall.ts';
import { readCall } from './readCall.ts';

/**
 * Telephone calls, as any PBX that speaks Zammad's generic CTI webhook reports them.
 * @see https://docs.zammad.org/en/latest/api/generic-cti/index.html
 */
export const cti = defineChannel({
  name: 'cti',
  settings: z.object({ CTI_TOKEN: z.string().min(1, 'must not be empty') }),
  create({ CTI_TOKEN }, deps) {
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.post(
      '/:token',
      requireSecret(CTI_TOKEN, (c) => c.req.param('token')),
      limitBody(SMALL_BODY),
      async (c) => c.json(await handleCall(readCall(await readFields(c)), deps)),
    );
    return { routes };
  },
});
