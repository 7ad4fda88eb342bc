import { z } from 'zod';
import { createOutsideSystem, readAnswer } from '../http.ts';
import { readPages } from '../readPages.ts';

/** A service of the catalogue: what the customer's wish is about. */
export interface Service {
  id: string;
  name: string;
  nameEn: string;
  /** Whose agents take its incidents. */
  workGroupId: string | null;
  /** The dictionary entry its incidents follow. */
  processId: string | null;
  active: boolean;
}

/** The service catalogue, read as a whole. */
export interface Catalogue {
  /** @throws {NoAnswer} when the catalogue is away or answers nonsense. */
  listServices(): Promise<Service[]>;
}

const characteristicValue = z.looseObject({ value: z.unknown() });
const specification = z.looseObject({
  id: z.string(),
  name: z.string(),
  lifecycleStatus: z.string().optional(),
  specCharacteristic: z
    .array(
      z.looseObject({
        name: z.string(),
        characteristicValueSpecification: z.array(characteristicValue).optional(),
      }),
    )
    .optional(),
});

const PAGE = 100;
const RETIRED = ['retired', 'obsolete', 'rejected'];

/**
 * Client of TMF633 Service Catalog v4. The characteristics `workGroup`, `businessProcess` and `nameEn` of a
 * specification say who works on it, by which process, and its English name.
 * @param options.baseUrl e.g. `https://catalog/tmf-api/serviceCatalogManagement/v4`.
 */
export function createCatalogue(options: { baseUrl: string; timeoutMs: number }): Catalogue {
  const system = createOutsideSystem({ name: 'catalogue', ...options });
  return {
    async listServices() {
      const specifications = await readPages('catalogue', async (offset) => {
        const { body } = await system.call({ path: `/serviceSpecification?offset=${offset}&limit=${PAGE}` });
        return readAnswer('catalogue', z.array(specification), body);
      });
      return specifications.map(toService);
    },
  };
}

function toService(body: z.output<typeof specification>): Service {
  const characteristic = (name: string): string | null => {
    const values = body.specCharacteristic?.find(
      (entry) => entry.name === name,
    )?.characteristicValueSpecification;
    const value = values?.[0]?.value;
    return typeof value === 'string' ? value : null;
  };
  return {
    id: body.id,
    name: body.name,
    nameEn: characteristic('nameEn') ?? body.name,
    workGroupId: characteristic('workGroup'),
    processId: characteristic('businessProcess'),
    active: !RETIRED.includes((body.lifecycleStatus ?? '').toLowerCase()),
  };
}
