/** Loopback ports of one Kannel: its boxes, and a fake SMSC for each link by name. */
export interface KannelPorts {
  admin: number;
  box: number;
  sendsms: number;
  links: Record<string, number>;
}

/**
 * A configuration as the operator's guide asks for: without a `smsbox-route` a named smsbox is sent nothing, without
 * retries a message we could not take is lost, without `concatenation` a long answer is cut, and without
 * `preferred-smsc-id` it leaves by any link. A blank line ends a group.
 * @param getUrl what smsbox calls for each message, with Kannel's escapes.
 */
export function kannelConfig(ports: KannelPorts, getUrl: string): string {
  const link = ([name, port]: [string, number]) => `group = smsc
smsc = fake
smsc-id = ${name}
preferred-smsc-id = ${name}
port = ${port}
connect-allow-ip = 127.0.0.1`;
  return `group = core
admin-port = ${ports.admin}
admin-interface = 127.0.0.1
admin-password = secret
smsbox-port = ${ports.box}
smsbox-interface = 127.0.0.1
dlr-storage = internal

${Object.entries(ports.links).map(link).join('\n\n')}

group = smsbox
smsbox-id = helpdesk
bearerbox-host = 127.0.0.1
sendsms-port = ${ports.sendsms}
sendsms-interface = 127.0.0.1
global-sender = 0890
http-request-retry = 100
http-queue-delay = 1

group = smsbox-route
smsbox-id = helpdesk
smsc-id = "${Object.keys(ports.links).join(';')}"

group = sendsms-user
username = helpdesk
password = secret
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
get-url = "${getUrl}"
max-messages = 0
`;
}
