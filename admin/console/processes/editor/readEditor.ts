import { z } from 'zod';
import { type Bilingual, CATEGORIES, type Mover } from '../../../../core/business-process/process.ts';
import { MOST_STEPS } from '../../../../core/business-process/validateProcess.ts';
import { Invalid } from '../../../../core/errors.ts';
import type { EditedStep, EditedWay, EditorState } from './editorState.ts';

const MOVERS: Mover[] = ['assignee', 'supervisor'];
const count = z.coerce.number().int().min(0);
const category = z.enum(CATEGORIES).catch('DOING');

/**
 * Reads the editor's form, whatever is missing in it: that is for the validation to tell.
 * @throws {Invalid} where it is not a form of ours.
 */
export function readEditor(form: FormData): EditorState {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const steps = count.max(MOST_STEPS).safeParse(text('steps'));
  const baseVersion = count.safeParse(text('baseVersion'));
  if (!steps.success || !baseVersion.success) throw new Invalid('steps', 'is not a form of this house');
  const bilingual = (name: string): Bilingual => ({ ru: text(`${name}-ru`), en: text(`${name}-en`) });
  const places = Array.from({ length: steps.data }, (_, place) => place);
  return {
    baseVersion: baseVersion.data,
    id: text('id').trim(),
    name: trimmed(bilingual('name')),
    steps: places.map(
      (place): EditedStep => ({
        id: text(`id-${place}`).trim(),
        name: trimmed(bilingual(`name-${place}`)),
        category: category.parse(text(`category-${place}`)),
        narrative: trimmed(bilingual(`narrative-${place}`)),
      }),
    ),
    ways: places.flatMap((from) => places.flatMap((to) => readWay(form, from, to))),
  };
}

/** A way is there when somebody may go it. */
function readWay(form: FormData, from: number, to: number): EditedWay[] {
  const by = MOVERS.filter((mover) => form.has(`way-${from}-${to}-${mover}`));
  if (by.length === 0) return [];
  const orderStates = form.getAll(`order-${from}-${to}`).filter((each) => typeof each === 'string');
  return [{ from, to, by, orderStates }];
}

function trimmed({ ru, en }: Bilingual): Bilingual {
  return { ru: ru.trim(), en: en.trim() };
}
