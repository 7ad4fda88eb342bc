import { LONGEST_WORDING } from '../../../../core/notification/checkWording.ts';
import type { Wording, WordingKey } from '../../../../core/notification/noticeTemplates.ts';
import type { WordingPreview } from '../../../../core/notification/previewWording.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { Time } from '../../layout/Time.tsx';
import { SettingsPage } from '../SettingsPage.tsx';
import { channelName } from './TemplatesPage.tsx';
import { placeholderLabel, templateLabel, templateUrl } from './templateWords.ts';

export interface TemplateProps {
  page: Page;
  /** Which wording it is. */
  of: WordingKey;
  /** What is in the form. */
  text: string;
  baseVersion: number;
  /** The supervisors' wording; undefined where the product's own stands. */
  stored: Wording | undefined;
  /** The wording it has without the supervisors'. */
  original: string;
  placeholders: { known: string[]; required: string[] };
  /** Null where the text is not in order. */
  preview: WordingPreview | null;
  failure: Failure | null;
}

/** One wording: a notice, on a channel, in a language, with what a person would read. */
export function TemplatePage(props: TemplateProps) {
  const { page, of, failure } = props;
  const { t } = page;
  const title = `${templateLabel(of.template, t)}: ${channelName(of.channel, page)}, ${t(`processes.language.${of.language}`)}`;
  return (
    <SettingsPage
      page={page}
      room="templates"
      title={title}
      lead={t('settings.template.lead')}
      failure={failure}
      back={{ href: '/settings/templates', label: t('settings.nav.templates') }}
    >
      <div class="columns">
        <div class="column-main">
          <WordingForm {...props} />
          <Preview {...props} />
        </div>
        <aside class="column-side">
          <Original {...props} />
        </aside>
      </div>
    </SettingsPage>
  );
}

function WordingForm(props: TemplateProps) {
  const { page, of, placeholders } = props;
  const { t } = page;
  return (
    <form id="wording" class="panel form-stack" method="post" action={templateUrl(of)}>
      <input type="hidden" name="version" value={String(props.baseVersion)} autocomplete="off" />
      <label class="field">
        <span class="field-label">{t('settings.template.text')}</span>
        <textarea
          class="entry field-sizing-content min-h-28"
          name="text"
          rows={4}
          maxlength={LONGEST_WORDING}
          lang={of.language}
          required
        >
          {props.text}
        </textarea>
      </label>
      <div class="text-xs">
        <p class="field-label mb-1">{t('settings.template.placeholders')}</p>
        <ul class="grid gap-0.5">
          {placeholders.known.map((name) => (
            <li>
              <code class="mono">{`{{${name}}}`}</code> — {placeholderLabel(name, t)}
              {placeholders.required.includes(name) && `, ${t('settings.template.required')}`}
            </li>
          ))}
        </ul>
      </div>
      <div class="form-actions">
        <button type="submit" name="action" value="save" class="btn btn-primary">
          {t('settings.save')}
        </button>
        <button type="submit" name="action" value="preview" class="btn">
          {t('settings.template.preview')}
        </button>
        <a class="btn" href="/settings/templates">
          {t('settings.cancel')}
        </a>
      </div>
    </form>
  );
}

/** What a person would read; redrawn while the supervisor types. */
export function Preview({ page, of, preview }: TemplateProps) {
  const { t } = page;
  return (
    <section
      id="preview"
      class="panel"
      aria-labelledby="preview-title"
      aria-live="polite"
      hx-post={`${templateUrl(of)}/preview`}
      hx-trigger="input delay:300ms from:#wording"
      hx-include="#wording"
      hx-swap="outerMorph"
      hx-sync="this:replace"
    >
      <h2 id="preview-title" class="panel-title">
        {t('settings.template.sample')}
      </h2>
      {preview === null ? (
        <p class="text-faint">{t('settings.template.sample.none')}</p>
      ) : (
        <>
          <p class="said-text">{preview.text}</p>
          <p class="text-faint mt-2 text-xs">
            {t('settings.template.length', { length: [...preview.text].length })}
            {preview.segments !== null &&
              `, ${t('settings.template.segments', { segments: preview.segments })}`}
          </p>
        </>
      )}
    </section>
  );
}

function Original({ page, of, stored, original }: TemplateProps) {
  const { t } = page;
  return (
    <section class="panel" aria-labelledby="original">
      <h2 id="original" class="panel-title">
        {t('settings.template.original')}
      </h2>
      <p class="wrap-anywhere whitespace-pre-wrap" lang={of.language}>
        {original}
      </p>
      {stored === undefined ? (
        <p class="text-faint mt-3">{t('settings.template.isOriginal')}</p>
      ) : (
        <form
          class="mt-3 grid justify-items-start gap-2 border-t border-base-300 pt-3"
          method="post"
          action={`${templateUrl(of)}/reset`}
        >
          <p class="text-faint">
            {t('settings.template.changedBy', { who: stored.updatedByName ?? t('event.someone') })},{' '}
            <Time page={page} at={stored.updatedAt} as="clock" />
          </p>
          <input type="hidden" name="version" value={String(stored.version)} autocomplete="off" />
          <button type="submit" class="btn">
            {t('settings.template.reset')}
          </button>
        </form>
      )}
    </section>
  );
}
