import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../core/config.ts';
import { recordDeps } from '../edge/deps.fixture.ts';
import { esb } from './index.ts';

/** What the start says of the channel's settings. */
function faultsOf(settings: Record<string, string>): string[] {
  try {
    parseConfig({ ESB_TOKEN: 'dev-esb', ...settings }, { esb: esb.settings });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.filter((fault) => fault.startsWith('ESB_'));
    throw error;
  }
  return [];
}

describe('the settings of the bus', () => {
  it.each([
    [{ ESB_TOKEN: '' }, 'ESB_TOKEN is not set.'],
    [{ ESB_AMQP_URL: 'http://rabbit' }, 'ESB_AMQP_URL: must be an amqp or amqps URL.'],
    [{ ESB_AMQP_URL: 'rabbit' }, 'ESB_AMQP_URL: must be an amqp or amqps URL.'],
    [{ ESB_AMQP_PREFETCH: 'many' }, 'ESB_AMQP_PREFETCH must be a number.'],
    [{ ESB_AMQP_PREFETCH: '0' }, 'ESB_AMQP_PREFETCH: must be a whole number from 1 to 1000.'],
    [{ ESB_AMQP_PREFETCH: '1.5' }, 'ESB_AMQP_PREFETCH: must be a whole number from 1 to 1000.'],
    [{ ESB_SOURCE: 'help desk' }, 'ESB_SOURCE: must be a URI reference such as /helpdesk.'],
  ])('%o stop the start with a word', (settings, fault) => {
    expect(faultsOf(settings)).toEqual([fault]);
  });

  it('may name a broker of any vhost, over TLS too', () => {
    for (const url of ['amqp://rabbit', 'amqp://u:p@rabbit:5672/helpdesk', 'amqps://u:p%40@rabbit/%2Fa']) {
      expect(faultsOf({ ESB_AMQP_URL: url, ESB_SOURCE: 'urn:operator:helpdesk' })).toEqual([]);
    }
  });

  it('without a broker leave HTTP alone: nothing is consumed and nothing published', () => {
    const { publish, start, stop } = esb.create({ ESB_TOKEN: 'dev-esb' }, recordDeps());
    expect([publish, start, stop]).toEqual([undefined, undefined, undefined]);
  });
});
