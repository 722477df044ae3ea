import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { onTokenWanted, setToken } from './api.ts';
import { connected, listen, reload } from './live.ts';
import { Choice, Dialog, Field, Notice } from './parts.tsx';
import { place, preference, useCell } from './store.ts';
import { language, useText } from './text.ts';
import { AccountsView } from './views/accounts.tsx';
import { BucketsView } from './views/buckets.tsx';
import { ClockView } from './views/clock.tsx';
import { ErrorsView } from './views/errors.tsx';
import { FaultsView } from './views/faults.tsx';
import { RequestsView } from './views/requests.tsx';

const theme = preference('ossmock-theme', 'auto');
const VIEWS = ['requests', 'buckets', 'accounts', 'faults', 'clock', 'errors'] as const;
type ViewName = (typeof VIEWS)[number];

function Page() {
  const say = useText();
  const [name, ...rest] = useCell(place).split('/');
  const view = VIEWS.find((one) => one === name) ?? 'requests';
  const chosenTheme = useCell(theme);
  const chosenLanguage = useCell(language);
  useEffect(() => {
    document.documentElement.dataset.theme = chosenTheme;
  }, [chosenTheme]);
  useEffect(() => {
    document.documentElement.lang = chosenLanguage === 'zh' ? 'zh-CN' : 'en';
  }, [chosenLanguage]);
  useEffect(() => {
    document.title = `${say(view)} · ossmock`;
  });
  return (
    <>
      <button type="button" class="skip" onClick={toContent}>
        {say('skip')}
      </button>
      <header class="top">
        <a class="brand" href="#/requests">
          ossmock
        </a>
        <nav aria-label={say('views')}>
          {VIEWS.map((one) => (
            <a key={one} href={`#/${one}`} aria-current={one === view ? 'page' : undefined}>
              {say(one)}
            </a>
          ))}
        </nav>
        <Connection />
        <Choice
          quiet
          label={say('theme')}
          value={chosenTheme}
          onChoice={(to) => {
            theme.value = to;
          }}
          options={[
            ['auto', say('themeAuto')],
            ['light', say('themeLight')],
            ['dark', say('themeDark')],
          ]}
        />
        <Choice
          quiet
          label={say('language')}
          value={chosenLanguage}
          onChoice={(to) => {
            language.value = to;
          }}
          options={[
            ['en', 'English'],
            ['zh', '中文'],
          ]}
        />
      </header>
      <View name={view} rest={rest} />
      <Notice />
      <TokenDialog />
    </>
  );
}

/** The address behind `#` is the view, so this only moves the focus. */
function toContent(): void {
  const content = document.getElementById('content');
  content?.setAttribute('tabindex', '-1');
  content?.focus();
}

function View({ name, rest: [first, ...more] }: { readonly name: ViewName; readonly rest: readonly string[] }) {
  switch (name) {
    case 'requests':
      return (
        <main id="content" class="whole">
          <RequestsView open={first} />
        </main>
      );
    case 'buckets':
      return <BucketsView key={`${first}/${more.join('/')}`} name={first} prefix={more.join('/')} />;
    case 'accounts':
      return <AccountsView />;
    case 'faults':
      return <FaultsView />;
    case 'clock':
      return <ClockView />;
    case 'errors':
      return <ErrorsView key={first} asked={first ?? ''} />;
  }
}

function Connection() {
  const say = useText();
  const on = useCell(connected);
  return (
    <span class="connection" data-on={on} role="status">
      {say(on ? 'live' : 'offline')}
    </span>
  );
}

/** Asks for the admin token where the server wants one. */
function TokenDialog() {
  const say = useText();
  const [wanted, setWanted] = useState(false);
  const [token, setText] = useState('');
  useEffect(() => onTokenWanted(() => setWanted(true)), []);
  if (!wanted) return null;
  const enter = (event: Event) => {
    event.preventDefault();
    setToken(token.trim());
    setWanted(false);
    void reload();
  };
  return (
    <Dialog title={say('tokenTitle')} onClose={() => setWanted(false)}>
      <form onSubmit={enter}>
        <p>{say('tokenText')}</p>
        <Field label={say('token')} type="password" value={token} onText={setText} required />
        <button type="submit" class="main">
          {say('enter')}
        </button>
      </form>
    </Dialog>
  );
}

render(<Page />, document.getElementById('page') as HTMLElement);
void listen();
