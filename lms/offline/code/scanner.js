// Scanning cards with the phone's camera, where the browser can read codes. Pictures are looked at and never kept.

export async function openScanner(button, video, found) {
  if (!("BarcodeDetector" in self) || !navigator.mediaDevices) return
  const formats = await BarcodeDetector.getSupportedFormats()
  if (!formats.includes("qr_code")) return
  const detector = new BarcodeDetector({formats: ["qr_code"]})
  let stream, timer, last
  button.hidden = false

  function stop() {
    clearInterval(timer)
    stream?.getTracks().forEach(each => each.stop())
    stream = undefined
    video.hidden = true
    button.setAttribute("aria-pressed", "false")
  }

  async function look() {
    const [code] = await detector.detect(video).catch(() => [])
    if (code && code.rawValue !== last) {
      last = code.rawValue
      navigator.vibrate?.(60)
      found(last)
    }
  }

  button.addEventListener("click", async () => {
    if (stream) return stop()
    try {
      stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}})
    } catch {
      return stop()
    }
    video.srcObject = stream
    video.hidden = false
    button.setAttribute("aria-pressed", "true")
    await video.play()
    last = undefined
    timer = setInterval(look, 250)
  })
  addEventListener("pagehide", stop)
}
