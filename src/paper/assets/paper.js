// Shows the report form in a dialog. Without this script the same form is a page of its own.

const dialog = document.createElement('dialog')
dialog.className = 'report-dialog'
dialog.setAttribute('aria-labelledby', 'reporting-heading')
document.body.append(dialog)

/** When each form was shown, so that nobody is taken for a machine by being quick. */
const shownAt = new WeakMap()

function noteForms(root) {
  for (const form of root.querySelectorAll('form[data-min-ms]'))
    shownAt.set(form, performance.now())
}

async function personsPace(form) {
  const least = Number(form.dataset.minMs) + 100
  const left = least - (performance.now() - (shownAt.get(form) ?? 0))
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}

async function show(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const content = page.querySelector('[data-reporting]') ?? page.querySelector('#main > *')
  if (!content) throw new Error('the answer is not a page of this site')
  dialog.replaceChildren(document.adoptNode(content))
  noteForms(dialog)
  if (!dialog.open) dialog.showModal()
  dialog.querySelector('[role=alert], [data-close], input[type=radio]')?.focus()
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.target.closest('a[data-report], dialog a[data-close]')
  if (!link) return
  event.preventDefault()
  if (link.matches('[data-close]')) return dialog.close()
  fetch(link.href)
    .then(show)
    .catch(() => location.assign(link.href))
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-min-ms]')) return
  const { submitter } = event
  if (form.closest('dialog')) {
    event.preventDefault()
    if (submitter?.getAttribute('name') === 'cancel') dialog.close()
    else void sendFrom(form)
  } else if (!form.dataset.paced && submitter?.getAttribute('name') !== 'cancel') {
    event.preventDefault()
    form.dataset.paced = 'yes'
    void personsPace(form).then(() => form.requestSubmit(submitter))
  }
})

async function sendFrom(form) {
  const [button] = form.querySelectorAll('button')
  button.disabled = true
  try {
    await personsPace(form)
    await show(
      await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }),
    )
  } catch {
    const line = document.createElement('p')
    line.className = 'fault'
    line.setAttribute('role', 'alert')
    line.textContent = 'The paper cannot be reached. What you typed is kept here; send it again.'
    form.querySelector('.fault')?.remove()
    form.prepend(line)
  } finally {
    button.disabled = false
  }
}

noteForms(document)
