import { html } from './html.ts';
import { page } from './page.ts';

/** Asks for the key. `problem` is why the one given before was not taken. */
export function loginPage(project: string, problem: string | null) {
  const told = problem === null ? null : html`<p class="bad" role="alert">${problem}</p>`;
  const body = html`<main>
<form class="login" method="post" action="/login">
<h1>Tract, project ${project}</h1>
<p class="soft">Log in with an API key of this server.</p>
${told}
<label for="key">API key</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
</form>
</main>`;
  return page(`Tract: ${project}`, body, null);
}
