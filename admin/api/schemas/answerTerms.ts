import { instant } from './fields.ts';

/** How the first answer of an incident stands with its term: on its card and on the board alike. */
export const answerTerms = {
  answerWarnAt: instant
    .nullable()
    .openapi({ description: 'From when the end of its first answer’s term is near', example: null }),
  answerDueAt: instant
    .nullable()
    .openapi({ description: 'When the customer’s first answer is due', example: null }),
  answeredAt: instant
    .nullable()
    .openapi({ description: 'When the customer got his first answer', example: null }),
};
