// Scanning cards and squares with the phone's camera, one after the other; and where a page may not use the camera (a centre's own
// network without https, a camera that is broken or refused) from a photograph. Pictures are looked at on the phone and
// neither kept nor sent.

import {readPicture} from "./picture.js"

const LONGEST = 800, LONGEST_PHOTO = 1200, PAUSE = 200

// `button` starts and ends looking into `video`; `photo` holds the field for a photograph. Calls `found(text)` for every
// card, `nothing()` for a photograph without one.
export function openScanner({button, video, photo}, {found, nothing}) {
  const field = photo.querySelector("input")
  let stream, starting, last, browser, photographs = Promise.resolve()

  function stop() {
    stream?.getTracks().forEach(each => each.stop())
    stream = undefined
    video.hidden = true
    button.setAttribute("aria-pressed", "false")
  }

  async function look(begunFor) {
    if (stream !== begunFor) return
    try {
      const text = await read(video, video.videoWidth, video.videoHeight, LONGEST, browser)
      if (stream !== begunFor || !text || text === last) return
      last = text
      navigator.vibrate?.(60)
      await found(text)
    } finally {
      setTimeout(look, PAUSE, begunFor) // also when something went wrong with this one
    }
  }

  async function readPhotograph(file) {
    const picture = await createImageBitmap(file).catch(() => null)
    const text = picture && await read(picture, picture.width, picture.height, LONGEST_PHOTO, await reader())
    if (field.files[0] === file) field.value = "" // the same may be taken once more
    text ? found(text) : nothing() // what comes of it may take long, and nobody waits for it
  }

  async function begin() {
    if (starting) return
    starting = true
    let mine
    try {
      mine = stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment", width: {ideal: 1280}}})
    } catch {
      button.hidden = true
      photo.hidden = false
      return field.focus()
    } finally {
      starting = false
    }
    video.srcObject = mine
    video.hidden = false
    button.setAttribute("aria-pressed", "true")
    last = undefined
    browser = await reader()
    await video.play()
    look(mine) // which may have been stopped meanwhile, and another one begun
  }

  button.addEventListener("click", () => stream ? stop() : begin())
  field.addEventListener("change", () => {
    const [file] = field.files // one after the other: what is told last is told of the one that was taken last
    if (file) photographs = photographs.then(() => readPhotograph(file)).catch(() => {})
  })
  button.hidden = !navigator.mediaDevices?.getUserMedia
  photo.hidden = !button.hidden
  addEventListener("pagehide", stop)
}

// The browser's own reader, where it has one: phones with Android do, and it is quicker than ours.
async function reader() {
  if (!("BarcodeDetector" in self)) return null
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => [])
  return formats.includes("qr_code") ? new BarcodeDetector({formats: ["qr_code"]}) : null
}

let canvas

async function read(source, width, height, longest, browser) {
  if (!width || !height) return null
  if (browser) {
    const [code] = await browser.detect(source).catch(() => [])
    if (code) return code.rawValue
  }
  const scale = Math.min(1, longest / Math.max(width, height))
  canvas ??= document.createElement("canvas")
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const brush = canvas.getContext("2d", {willReadFrequently: true})
  brush.drawImage(source, 0, 0, canvas.width, canvas.height)
  return readPicture(brush.getImageData(0, 0, canvas.width, canvas.height))
}
