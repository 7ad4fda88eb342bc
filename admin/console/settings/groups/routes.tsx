import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../../core/context.ts';
import { Invalid } from '../../../../core/errors.ts';
import { listCalendars } from '../../../../core/sla/calendar.ts';
import { getWorkGroup, LIMITED, listWorkGroups } from '../../../../core/work-group/readWorkGroups.ts';
import { saveWorkGroup } from '../../../../core/work-group/saveWorkGroup.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { type Failure, toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPage } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import type { Texts } from '../../texts.ts';
import { GroupPage } from './GroupPage.tsx';
import { GroupsPage } from './GroupsPage.tsx';
import { formOf, type GroupForm, readGroup, settingsOf } from './groupForm.ts';

type Ask = Context<ConsoleEnv>;

/** Pages under /settings/groups. */
export function createGroupPages(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const show = async (c: Ask, typed: GroupForm | null = null, failure: Failure | null = null) => {
    const [group, calendars] = await Promise.all([
      getWorkGroup(ctx.db, c.req.param('id') ?? ''),
      listCalendars(ctx.db),
    ]);
    // Sent once more it is meant for the group as it is now.
    const form = typed ? { ...typed, version: group.version } : formOf(group);
    const props = { page: options.pageOf(c), group, form, calendars, failure };
    return sendPage(c, <GroupPage {...props} />, failure?.status);
  };

  routes.get('/', async (c) =>
    sendPage(c, <GroupsPage page={options.pageOf(c)} groups={await listWorkGroups(ctx.db)} />),
  );
  routes.get('/:id', (c) => show(c));
  routes.post('/:id', async (c) => {
    const form = readGroup(await c.req.parseBody());
    try {
      const change = { id: c.req.param('id'), baseVersion: form.version, settings: settingsOf(form) };
      await saveWorkGroup(ctx.db, actorIn(c), change);
    } catch (error) {
      return show(c, form, groupFailure(error, options.pageOf(c).t));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/groups', 303);
  });
  return routes;
}

function groupFailure(error: unknown, t: Texts): Failure {
  if (!(error instanceof Invalid)) return toFailure(error);
  if (error.field === 'calendarId') return { key: 'settings.error.calendar', status: 400 };
  const column = LIMITED.find((each) => error.field === `wipLimits.${each}`);
  const params = { column: column ? t(`category.${column}`) : error.field };
  return { key: 'settings.error.limit', params, status: 400 };
}
