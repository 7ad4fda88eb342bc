import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testProcess, testStep } from '../../../../core/business-process/process.fixture.ts';
import { layoutDiagram } from './layoutDiagram.ts';
import { wrapText } from './wrapText.ts';

describe('the drawing of a process', () => {
  it('holds every step and arrow within its bounds, steps apart from one another', () => {
    const ways = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });
    fc.assert(
      fc.property(ways, (pairs) => {
        const steps = Array.from({ length: 8 }, (_, index) => testStep(`s${index}`, 'DOING'));
        const transitions = pairs.map(([from, to]) => ({ from: `s${from}`, to: `s${to}`, by: [] }));
        const {
          top,
          width,
          height,
          steps: drawn,
        } = layoutDiagram(testProcess({ steps, transitions }), 'ru', () => ['по заказу']);
        for (const step of drawn) {
          expect(step.x - step.width / 2).toBeGreaterThanOrEqual(0);
          expect(step.x + step.width / 2).toBeLessThanOrEqual(width);
          expect(step.y - step.height / 2).toBeGreaterThanOrEqual(top);
          expect(step.y + step.height / 2).toBeLessThanOrEqual(top + height);
          for (const other of drawn) {
            const apart =
              Math.abs(step.x - other.x) >= step.width ||
              Math.abs(step.y - other.y) >= (step.height + other.height) / 2;
            expect(step === other || apart).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is drawn as far as it goes: without steps, with ways to nowhere, with ids twice', () => {
    expect(layoutDiagram({ steps: [], transitions: [] }, 'ru', () => []).start).toBeNull();
    const [first] = testProcess().steps;
    if (!first) throw new Error('the fixture has steps');
    const twice = { steps: [first, first], transitions: [{ from: 'new', to: 'none', by: [] }] };
    const drawing = layoutDiagram(twice, 'en', () => []);
    expect(drawing.steps).toHaveLength(1);
    expect(drawing.ways).toEqual([]);
  });
});

describe('a text on a step', () => {
  it.each([
    ['Новый', ['Новый']],
    ['Ждём ответа клиента', ['Ждём ответа', 'клиента']],
    ['Сверхдлинноесловобезпробелов', ['Сверхдлинно', 'есловобезпро', 'белов']],
    ['ШШШШШШШШШШШШШШШШШШШШШШШШШШШШШШ', ['ШШШШШШШШ', 'ШШШШШШШШ', 'ШШШШШШШ…']],
    ['раз два три четыре пять шесть семь', ['раз два три', 'четыре пять', 'шесть семь']],
    ['раз два три четыре пять шесть семь восемь', ['раз два три', 'четыре пять', 'шесть семь…']],
    ['', []],
  ])('%s', (text, lines) => {
    expect(wrapText(text, 12, 3)).toEqual(lines);
  });
});
