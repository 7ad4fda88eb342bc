import { z } from 'zod';
import type { Bilingual } from '../../../core/business-process/process.ts';
import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import { draftTold, titleOf } from './words.ts';

/** What a supervisor says of a mass incident, as it is typed. */
export interface DeclareForm {
  serviceId: string;
  title: string;
  area: string;
  told: Bilingual;
  /** Whether the area is meant though it is not known. */
  unknownArea: boolean;
  /** Minutes ago it began; of one that is declared by hand. */
  sinceMinutes: string;
}

/** What corrects an open one, as it is typed. */
export interface CorrectForm {
  title: string;
  told: Bilingual;
  tellAgain: boolean;
}

/** Areas to choose from; `refused` where the one entered is none of them, with those like it. */
export interface AreaChoice {
  known: string[];
  refused: { like: string[] } | null;
}

const text = z.string().max(4000).catch('');
const version = z.coerce.number().int().min(0).catch(0);
const declareSchema = z.object({
  serviceId: text,
  title: text,
  area: text,
  toldRu: text,
  toldEn: text,
  unknownArea: z.literal('yes').optional().catch(undefined),
  sinceMinutes: z.string().trim().max(5).catch(''),
});
const correctSchema = z.object({
  title: text,
  toldRu: text,
  toldEn: text,
  tellAgain: z.literal('yes').optional().catch(undefined),
});
const resolutionSchema = z.object({ resolutionRu: text, resolutionEn: text });
const versionSchema = z.object({ version });
const settingsSchema = z.object({
  windowMinutes: z.coerce.number().catch(Number.NaN),
  minRequests: z.coerce.number().catch(Number.NaN),
  factor: z
    .string()
    .catch('')
    .transform((written) => Number(written.replace(',', '.'))),
  quietMinutes: z.coerce.number().catch(Number.NaN),
  version,
});

/** The form for a proposal, filled in with what is known of it. */
export function proposalForm(mass: MassIncidentView): DeclareForm {
  return {
    serviceId: mass.serviceId,
    title: titleOf(mass, 'ru'),
    area: mass.area ?? '',
    told: draftTold(mass),
    unknownArea: false,
    sinceMinutes: '',
  };
}

/** An empty form, for one declared by hand. */
export const EMPTY: DeclareForm = {
  serviceId: '',
  title: '',
  area: '',
  told: { ru: '', en: '' },
  unknownArea: false,
  sinceMinutes: '15',
};

/** Reads what a supervisor says; what is wrong in it the verb tells. */
export function readDeclaration(body: Record<string, unknown>): DeclareForm {
  const { toldRu, toldEn, unknownArea, ...rest } = declareSchema.parse(body);
  return { ...rest, told: { ru: toldRu, en: toldEn }, unknownArea: unknownArea === 'yes' };
}

/** Where a declaration stands: what was entered is to be looked at, has been confirmed, or is to be changed. */
export function readStage(body: Record<string, unknown>): 'entered' | 'confirmed' | 'edit' {
  if (body.edit === 'yes') return 'edit';
  return body.confirmed === 'yes' ? 'confirmed' : 'entered';
}

/** The form for correcting an open one: what it says now. Nobody is told again unless that is asked for. */
export function correctionForm({ title, told }: MassIncidentView): CorrectForm {
  return { title, told, tellAgain: false };
}

/** Reads a correction; what is wrong in it the verb tells. */
export function readCorrection(body: Record<string, unknown>): CorrectForm {
  const { title, toldRu, toldEn, tellAgain } = correctSchema.parse(body);
  return { title, told: { ru: toldRu, en: toldEn }, tellAgain: tellAgain === 'yes' };
}

/** Reads what the customers are told of the end. */
export function readResolution(body: Record<string, unknown>): Bilingual {
  const { resolutionRu: ru, resolutionEn: en } = resolutionSchema.parse(body);
  return { ru, en };
}

/** The version a form was made from. */
export function readVersion(body: Record<string, unknown>): number {
  return versionSchema.parse(body).version;
}

/** Reads what counts as a spike; what is no number the verb refuses. */
export function readSettings(body: Record<string, unknown>) {
  const { version: baseVersion, ...settings } = settingsSchema.parse(body);
  return { ...settings, baseVersion };
}
