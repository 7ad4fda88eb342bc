import { CloudEvent, ValidationError } from 'cloudevents';
import type { DomainEvent } from '../../../core/channel.ts';

/**
 * Writes a domain event as other systems read it, in the JSON format of CloudEvents 1.0. What each type says is in
 * docs/asyncapi.yaml.
 * @param source which of the operator's systems tells it, a URI reference.
 * @returns the event; its id is the same on every attempt, so that receivers know duplicates by (source, id).
 */
export function toCloudEvent(event: DomainEvent, source: string): CloudEvent<Record<string, unknown>> {
  const { actor, contactId, serviceRequestId, incidentId } = event;
  const subject = serviceRequestId ?? incidentId ?? contactId;
  return new CloudEvent({
    specversion: '1.0',
    id: event.id,
    source,
    type: `helpdesk.${event.type}.v1`,
    ...(subject !== null && { subject }),
    time: event.at.toISOString(),
    datacontenttype: 'application/json',
    data: { ...event.data, actor, contactId, serviceRequestId, incidentId },
  });
}

/** Whether CloudEvents takes a text as the source of an event: a URI reference, not empty. */
export function isEventSource(source: string): boolean {
  try {
    return new CloudEvent({ source, type: 'helpdesk.check' }, true).source === source;
  } catch (error) {
    if (error instanceof ValidationError) return false;
    throw error;
  }
}
