import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../../core/context.ts';
import { NotFound } from '../../../../core/errors.ts';
import { listServices } from '../../../../core/service-catalog/readServices.ts';
import { addBusinessMinutes } from '../../../../core/sla/businessTime.ts';
import { type Calendar, listCalendars } from '../../../../core/sla/calendar.ts';
import { checkCalendar } from '../../../../core/sla/checkCalendar.ts';
import { listPolicies, type SlaPolicy } from '../../../../core/sla/policy.ts';
import { readCalendarUse, removeCalendar } from '../../../../core/sla/removeCalendar.ts';
import { saveCalendar } from '../../../../core/sla/saveCalendar.ts';
import { type PolicyKey, removePolicy, savePolicy } from '../../../../core/sla/savePolicy.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPage, sendPart } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import { CalendarPage, SAMPLES } from './CalendarPage.tsx';
import { type CalendarForm, formOf as calendarFormOf, calendarOf, readCalendarForm } from './calendarForm.ts';
import { slaFailure } from './failure.ts';
import { PolicyPage, PreviewWords } from './PolicyPage.tsx';
import { formOf, type PolicyForm, promiseOf, readKey, readPolicy } from './policyForm.ts';
import { previewOf } from './preview.ts';
import { SlaPage } from './SlaPage.tsx';

type Ask = Context<ConsoleEnv>;

/** What a policy's form begins with where nothing is promised yet. */
const BLANK: Omit<SlaPolicy, keyof PolicyKey> = {
  id: '',
  answerMinutes: null,
  resolveMinutes: 480,
  warnPercent: 80,
  calendarId: null,
  version: 0,
};

/** Pages under /settings/sla. */
export function createSlaSettings(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { db } = ctx;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const [policies, services, calendars] = await Promise.all([
      listPolicies(db),
      listServices(db, { active: true }),
      listCalendars(db),
    ]);
    return sendPage(c, <SlaPage page={options.pageOf(c)} {...{ policies, services, calendars }} />);
  });

  const showPolicy = async (c: Ask, key: PolicyKey, typed: PolicyForm | null, failure: Failure | null) => {
    const [policies, services, calendars] = await Promise.all([
      listPolicies(db),
      listServices(db),
      listCalendars(db),
    ]);
    const service = services.find((each) => each.id === key.serviceId);
    if (key.serviceId !== null && !service) throw new NotFound('sla.no_service', 'There is no such service');
    const own = policies.find((each) => each.serviceId === key.serviceId && each.priority === key.priority);
    const usual = policies.find((each) => each.serviceId === null && each.priority === key.priority);
    const version = own?.version ?? 0;
    const form = typed ? { ...typed, version } : formOf(own ?? usual ?? { ...BLANK, ...key }, version);
    const preview = await previewOf(db, key, form);
    const props = {
      page: options.pageOf(c),
      policyKey: key,
      service,
      form,
      own,
      calendars,
      preview,
      failure,
    };
    return sendPage(c, <PolicyPage {...props} />, failure?.status);
  };

  routes.get('/policy', (c) => showPolicy(c, readKey(c.req.query()), null, null));

  routes.post('/policy', async (c) => {
    const body = await c.req.parseBody();
    const [key, form] = [readKey(body), readPolicy(body)];
    try {
      const calendarId = form.calendarId || null;
      await savePolicy(db, actorIn(c), { ...key, ...promiseOf(form), calendarId, baseVersion: form.version });
    } catch (error) {
      return showPolicy(c, key, form, slaFailure(error, options.pageOf(c).t));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/sla', 303);
  });

  routes.post('/policy/remove', async (c) => {
    const body = await c.req.parseBody();
    const [key, form] = [readKey(body), readPolicy(body)];
    try {
      await removePolicy(db, actorIn(c), { ...key, baseVersion: form.version });
    } catch (error) {
      return showPolicy(c, key, form, slaFailure(error, options.pageOf(c).t));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/sla', 303);
  });

  routes.get('/preview', async (c) => {
    const query = c.req.query();
    const preview = await previewOf(db, readKey(query), readPolicy(query));
    return sendPart(c, <PreviewWords page={options.pageOf(c)} preview={preview} />);
  });

  const showCalendar = async (c: Ask, typed: CalendarForm | null, failure: Failure | null) => {
    const page = options.pageOf(c);
    const id = c.req.param('id') ?? null;
    // Not by its id: one that was removed is read on by the clocks alone.
    const calendar = (await listCalendars(db)).find((each) => each.id === id);
    if (id !== null && !calendar) throw new NotFound('calendar.not_found', 'There is no such calendar');
    const [services, use] = await Promise.all([
      listServices(db),
      id === null ? null : readCalendarUse(db, id),
    ]);
    const form = typed ? { ...typed, version: calendar?.version ?? 0 } : calendarFormOf(calendar);
    const title = calendar?.name[page.language] ?? page.t('sla.calendar.new');
    const ends = calendar ? samplesOf(calendar) : [];
    return sendPage(
      c,
      <CalendarPage {...{ page, id, title, form, ends, use, services, failure }} />,
      failure?.status,
    );
  };

  const storeCalendar = async (c: Ask) => {
    const form = readCalendarForm(await c.req.parseBody());
    const id = c.req.param('id') ?? null;
    try {
      const calendar = checkCalendar(calendarOf(form));
      await saveCalendar(db, actorIn(c), { id, baseVersion: form.version, calendar });
    } catch (error) {
      return showCalendar(c, form, slaFailure(error, options.pageOf(c).t));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/sla', 303);
  };

  routes.get('/calendars/new', (c) => showCalendar(c, null, null));
  routes.post('/calendars/new', storeCalendar);
  routes.get('/calendars/:id', (c) => showCalendar(c, null, null));
  routes.post('/calendars/:id', storeCalendar);
  routes.post('/calendars/:id/remove', async (c) => {
    const { version } = readCalendarForm(await c.req.parseBody());
    try {
      await removeCalendar(db, actorIn(c), { id: c.req.param('id'), baseVersion: version });
    } catch (error) {
      return showCalendar(c, null, slaFailure(error, options.pageOf(c).t));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/sla', 303);
  });
  return routes;
}

function samplesOf(calendar: Calendar): Date[] {
  const now = new Date();
  return SAMPLES.map((minutes) => addBusinessMinutes(now, minutes, calendar));
}
