// Forms with data-passkey="get" or "create": a press asks the server for its question, the device for the answer, and sends the form
// with the answer in its hidden field. Without WebAuthn, as on a plain-http address, the form hides itself.
const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const toText = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const withBytes = list => list?.map(one => ({ ...one, id: toBytes(one.id) }));

async function askDevice(kind, options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge) };
  if (kind === 'get') {
    publicKey.allowCredentials = withBytes(options.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...options.user, id: toBytes(options.user.id) };
  publicKey.excludeCredentials = withBytes(options.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

// Written out by hand: some password managers hand over credentials whose own toJSON fails.
function describe(credential) {
  const { id, type, rawId, response, authenticatorAttachment } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ['authenticatorData', 'signature', 'userHandle', 'attestationObject']) if (response[name]) answer[name] = toText(response[name]);
  if (response.getTransports) answer.transports = response.getTransports();
  return JSON.stringify({ id, type, rawId: toText(rawId), response: answer, authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults?.() ?? {} });
}

async function answer(event) {
  const form = event.currentTarget, field = form.querySelector('input[type=hidden][name$=Credential]');
  if (field.value) return;
  event.preventDefault();
  const problem = form.querySelector('[data-passkey-problem]');
  problem.textContent = '';
  try {
    const question = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
    if (!question.ok) throw new Error(String(question.status));
    const credential = await askDevice(form.dataset.passkey, await question.json());
    field.value = describe(credential);
    form.submit();
  } catch {
    // The person closed the device's dialog, or there is no passkey: the browser tells no more, on purpose.
    problem.textContent = form.dataset.failed;
  }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (window.PublicKeyCredential) form.addEventListener('submit', answer);
  else form.hidden = true;
}
