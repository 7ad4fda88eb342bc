import type { Child } from 'hono/jsx';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';
import type { TextKey } from '../texts.ts';

type Column = TextKey extends infer Key
  ? Key extends `customer.column.${infer Name}`
    ? Name
    : never
  : never;

/** A table of a customer's past. @param props.children its rows, with a cell for each column. */
export function PastTable(props: { page: Page; class: string; columns: readonly Column[]; children: Child }) {
  const { page, columns } = props;
  return (
    <table class={`grid-table ${props.class}`}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={`cell-${column}`}>
              {page.t(`customer.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

/** Cells that requests and incidents share: who has it, since when, until when. */
export function PastCourse(props: {
  page: Page;
  of: { assigneeName: string | null; createdAt: Date; closedAt: Date | null };
}) {
  const { page, of } = props;
  return (
    <>
      <td class="cell-assignee">
        {of.assigneeName ?? <span class="text-faint">{page.t('list.noAssignee')}</span>}
      </td>
      <td class="cell-opened">
        <Time page={page} at={of.createdAt} as="clock" />
      </td>
      <td class="cell-closed">{of.closedAt && <Time page={page} at={of.closedAt} as="clock" />}</td>
    </>
  );
}
