import { raw } from 'hono/html';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { chooseLanguage } from '../language.ts';
import { Heading, Shell } from './shell.tsx';
import { textsOf } from './texts.ts';

/** oidc-provider's error page: what was wrong with the request, in the standard's words. */
export function renderFault(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  const { language, texts } = languageOf(ctx);
  show(
    ctx,
    <Shell language={language} title={texts.fault} narrow>
      <Heading title={texts.fault} text={texts.faultText} />
      <div class="bad" role="alert">
        <b>{out.error}</b>
        {out.error_description && <div>{out.error_description}</div>}
      </div>
      <a href="/">{texts.toConsole}</a>
    </Shell>,
  );
}

/**
 * The page between a request to log out and the end of the session (OpenID Connect RP-Initiated Logout 1.0, §2). Who
 * came with `id_token_hint` has said who he is and that he wants out: the form sends itself. Others are asked.
 * @param form the form oidc-provider wants sent, its id is `op.logoutForm`.
 */
export function renderLogout(ctx: KoaContextWithOIDC, form: string): void {
  const { language, texts } = languageOf(ctx);
  const sure = ctx.oidc.entities.IdTokenHint !== undefined;
  const confirmed = form.replace('</form>', '<input type="hidden" name="logout" value="yes"/></form>');
  show(
    ctx,
    <Shell language={language} title={texts.logoutYes} narrow>
      <Heading title={sure ? texts.loggingOut : texts.logout} text={sure ? undefined : texts.logoutText} />
      {raw(sure ? confirmed : form)}
      {sure ? (
        <>
          <noscript>
            <button type="submit" form="op.logoutForm" class="primary">
              {texts.logoutYes}
            </button>
          </noscript>
          <script>{raw('document.getElementById("op.logoutForm").submit()')}</script>
        </>
      ) : (
        <>
          <button type="submit" form="op.logoutForm" class="primary" name="logout" value="yes">
            {texts.logoutYes}
          </button>
          <button type="submit" form="op.logoutForm" class="primary second">
            {texts.logoutNo}
          </button>
        </>
      )}
    </Shell>,
  );
}

/** Where a logout ends that named no page to go on to. */
export function renderLoggedOut(ctx: KoaContextWithOIDC): void {
  const { language, texts } = languageOf(ctx);
  show(
    ctx,
    <Shell language={language} title={texts.loggedOut} narrow>
      <Heading title={texts.loggedOut} text={texts.loggedOutText} />
      <a href="/">{texts.toConsole}</a>
    </Shell>,
  );
}

function languageOf(ctx: KoaContextWithOIDC) {
  const asked = typeof ctx.query.lang === 'string' ? ctx.query.lang : undefined;
  const language = chooseLanguage(asked, ctx.get('accept-language'));
  return { language, texts: textsOf(language) };
}

function show(ctx: KoaContextWithOIDC, page: { toString(): string | Promise<string> }): void {
  ctx.type = 'html';
  ctx.body = `<!doctype html>${page.toString()}`;
}
