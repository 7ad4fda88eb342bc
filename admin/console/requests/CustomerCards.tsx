import type { Page } from '../env.ts';

export interface CustomerCard {
  id: string;
  name: string;
  /** Phones, or what else tells him apart. */
  note?: string;
}

/** Customers to choose one of. */
export function CustomerCards(props: {
  page: Page;
  customers: CustomerCard[];
  selected: string | undefined;
}) {
  if (props.customers.length === 0) return null;
  return (
    <div class="choices">
      {props.customers.map((customer) => (
        <label class="choice">
          <input
            type="radio"
            class="radio radio-sm radio-primary"
            name="customerId"
            form="settle"
            value={customer.id}
            checked={customer.id === props.selected}
          />
          <span class="min-w-0">
            <span class="choice-name">{customer.name}</span>
            <span class="choice-note">
              {customer.id}
              {customer.note && ` · ${customer.note}`}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
