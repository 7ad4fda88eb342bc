import { Hono } from 'hono';
import { answerOne, answerPage, readPage } from '../tmf/collection.ts';
import { refuse } from '../tmf/refuse.ts';
import { type Service, services } from './services.ts';

const VALID_FROM = '2024-01-01T00:00:00.000Z';

/**
 * The operator's service catalogue: TMF633 Service Catalog Management v4.0.0, read side. Which work group takes a
 * service and which business process its incident follows are its characteristics `workGroup` and
 * `businessProcess`; `nameEn` holds its English name.
 * @param baseUrl where it is mounted, for `href`.
 */
export function createCatalogue(baseUrl: string): Hono {
  const app = new Hono();
  const specifications = services.map((service) => toSpecification(service, baseUrl));

  app.get('/serviceSpecification', (c) => {
    const page = readPage(c);
    if (page instanceof Response) return page;
    return answerPage(c, specifications.slice(page.offset, page.offset + page.limit), specifications.length);
  });

  app.get('/serviceSpecification/:id', (c) => {
    const found = specifications.find((specification) => specification.id === c.req.param('id'));
    if (!found) return refuse(c, 404, 'SERVICE_NOT_FOUND', 'There is no service specification with this id');
    return answerOne(c, found);
  });

  return app;
}

function toSpecification(service: Service, baseUrl: string) {
  return {
    id: service.id,
    href: `${baseUrl}/serviceSpecification/${service.id}`,
    name: service.name,
    description: service.description,
    version: '1.0',
    lifecycleStatus: 'active',
    isBundle: false,
    lastUpdate: VALID_FROM,
    validFor: { startDateTime: VALID_FROM },
    specCharacteristic: [
      characteristic('nameEn', service.nameEn),
      characteristic('workGroup', service.workGroup),
      characteristic('businessProcess', service.businessProcess),
    ],
    '@type': 'CustomerFacingServiceSpecification',
  };
}

function characteristic(name: string, value: string) {
  return {
    name,
    valueType: 'string',
    configurable: false,
    minCardinality: 1,
    maxCardinality: 1,
    characteristicValueSpecification: [{ isDefault: true, valueType: 'string', value }],
  };
}
