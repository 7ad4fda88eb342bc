import type { Language } from '../language.ts';
import { PASSWORD, type Person, people } from './people.ts';
import { Heading, Shell } from './shell.tsx';
import { textsOf } from './texts.ts';

interface LoginPageProps {
  language: Language;
  /** The name to start with: of the last try, or the client's `login_hint`. */
  username: string;
  wrong: boolean;
}

/** The login page: name and password, or one click on a demo person. Works without scripts. */
export function LoginPage({ language, username, wrong }: LoginPageProps) {
  const texts = textsOf(language);
  return (
    <Shell language={language} title={texts.login}>
      <Heading title={texts.login} text={texts.intro} />
      {wrong && (
        <div class="bad" role="alert" id="wrong">
          {texts.wrong}
        </div>
      )}
      <div class="columns">
        <section>
          <h2>{texts.byName}</h2>
          <form method="post">
            <label for="username">{texts.username}</label>
            <input
              id="username"
              name="username"
              value={username}
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              required
              autofocus={!wrong}
            />
            <label for="password">{texts.password}</label>
            <input
              id="password"
              name="password"
              type="password"
              autocomplete="current-password"
              required
              autofocus={wrong}
              aria-describedby={wrong ? 'wrong' : undefined}
            />
            <button type="submit" class="primary">
              {texts.enter}
            </button>
          </form>
        </section>
        <section>
          <h2>{texts.orAs}</h2>
          <ul class="people">
            {people.map((person) => (
              <li>
                <PersonCard person={person} language={language} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <footer>
        <span>
          {texts.allPasswords}
          <code>{PASSWORD}</code>
        </span>
        <a href={`?lang=${language === 'ru' ? 'en' : 'ru'}`} hreflang={language === 'ru' ? 'en' : 'ru'}>
          {texts.otherLanguage}
        </a>
      </footer>
    </Shell>
  );
}

function PersonCard({ person, language }: { person: Person; language: Language }) {
  const texts = textsOf(language);
  return (
    <form method="post">
      <input type="hidden" name="username" value={person.username} />
      <input type="hidden" name="password" value={PASSWORD} />
      <button type="submit" class="person">
        <span class="face" aria-hidden="true">
          {person.firstName.slice(0, 1)}
        </span>
        <span class="who">
          <b>
            {person.firstName} {person.lastName}
          </b>
          <small>
            {person.username} · {texts[person.role]} · {texts.extension} {person.extension}
          </small>
        </span>
      </button>
    </form>
  );
}

/** Shown where the login attempt is gone. */
export function ExpiredPage({ language, home }: { language: Language; home: string }) {
  const texts = textsOf(language);
  return (
    <Shell language={language} title={texts.expired} narrow>
      <Heading title={texts.expired} text={texts.expiredText} />
      <a href={home}>{texts.toConsole}</a>
    </Shell>
  );
}
