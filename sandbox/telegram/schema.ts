/**
 * The Bot API server's memory. `last_update_id` counts in the bot's own row: whoever takes the next id holds the row
 * until his commit, so ids become visible in their order and no offset confirms one that is yet to come. It starts by
 * the clock, so that a database made anew does not repeat ids the house knows already.
 */
export const telegramDdl = `
create table if not exists sandbox.telegram_bot (
  id bigint primary key,
  last_update_id bigint not null default extract(epoch from now())::bigint - 1000000000,
  allowed_updates jsonb,
  webhook jsonb,
  last_error text,
  last_error_at timestamptz,
  commands jsonb not null default '{}'
);
create table if not exists sandbox.telegram_update (
  bot_id bigint not null,
  update_id bigint not null,
  chat_id bigint not null,
  body jsonb not null,
  at timestamptz not null default now(),
  primary key (bot_id, update_id)
);
create index if not exists telegram_update_chat on sandbox.telegram_update (bot_id, chat_id, update_id);
create table if not exists sandbox.telegram_message (
  bot_id bigint not null,
  chat_id text not null,
  message_id bigint not null,
  outgoing boolean not null,
  update_id bigint,
  body jsonb not null,
  deleted boolean not null default false,
  primary key (bot_id, chat_id, message_id)
);
create table if not exists sandbox.telegram_callback (
  id bigint generated always as identity primary key,
  bot_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  data text not null,
  answer jsonb
);
create index if not exists telegram_callback_chat on sandbox.telegram_callback (bot_id, chat_id, id desc);
create table if not exists sandbox.telegram_file (
  file_id text primary key,
  file_path text not null unique,
  bot_id bigint not null,
  chat_id bigint not null,
  mime_type text not null,
  bytes bytea not null
)`;
