// A database on the phone. A change is done when its transaction is complete; "strict" asks the browser to have it on the
// disk by then, so that losing power loses nothing.

// Opens the database `name` when it is first asked for; `stores` says for each of its stores how it is made. What it gives
// runs work with all stores in one transaction, and hands over what that returns once everything is kept.
export function database(name, stores) {
  const names = Object.keys(stores)
  let opening

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => names.forEach(each => asked.result.createObjectStore(each, stores[each]))
      asked.onsuccess = () => {
        asked.result.onversionchange = () => { asked.result.close(); opening = undefined }
        asked.result.onclose = () => { opening = undefined }
        resolve(asked.result)
      }
      asked.onerror = () => reject(asked.error)
    })
    opening.catch(() => { opening = undefined })
    return opening
  }

  return async function within(mode, work) {
    const opened = await open()
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction(names, mode, {durability: "strict"})
      const at = Object.fromEntries(names.map(each => [each, transaction.objectStore(each)]))
      let result
      transaction.oncomplete = () => resolve(result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
      Promise.resolve(work(at)).then(value => { result = value }, fault => {
        try { transaction.abort() } catch { /* it is over already */ }
        reject(fault)
      })
    })
  }
}

// What a request of a database answers.
export function got(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

// A random name of 32 hexadecimal digits. Not randomUUID, which browsers offer on https only.
export function newName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), each => each.toString(16).padStart(2, "0")).join("")
}
