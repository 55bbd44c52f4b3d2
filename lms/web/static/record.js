// An author reads a text aloud into the browser; what was recorded is put where a file would be chosen.
const LONGEST = 120_000
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"]

for (const form of document.querySelectorAll("form[data-records]")) {
  if (!navigator.mediaDevices || !window.MediaRecorder || !window.DataTransfer) continue
  const input = form.querySelector("input[type=file]")
  const [record, listen] = [form.querySelector("[data-record]"), form.querySelector("[data-listen]")]
  const status = form.querySelector("[role=status]")
  let recorder = null, starting = false
  record.parentElement.hidden = false

  const finish = (stream, pieces) => {
    stream.getTracks().forEach(each => each.stop())
    const kind = recorder.mimeType.split(";")[0]
    const chosen = new DataTransfer()
    chosen.items.add(new File(pieces, `recording.${kind.split("/")[1]}`, {type: kind}))
    input.files = chosen.files
    record.textContent = form.dataset.start
    status.textContent = form.dataset.done
    listen.disabled = false
    recorder = null
  }

  const end = one => { if (one.state === "recording") one.stop() }

  const start = async () => {
    if (starting) return
    starting = true
    try {
      const stream = await navigator.mediaDevices.getUserMedia({audio: true})
      const pieces = []
      recorder = new MediaRecorder(stream, {
        mimeType: KINDS.find(each => MediaRecorder.isTypeSupported(each)), audioBitsPerSecond: 32_000,
      })
      recorder.addEventListener("dataavailable", each => pieces.push(each.data))
      recorder.addEventListener("stop", () => finish(stream, pieces))
      recorder.start()
      const mine = recorder
      setTimeout(() => end(mine), LONGEST)
      record.textContent = form.dataset.stop
      status.textContent = ""
    } catch {
      status.textContent = form.dataset.denied
    } finally {
      starting = false
    }
  }

  record.addEventListener("click", () => recorder ? end(recorder) : start())
  // Played through the sound card, not from an address of its own: the policy of the page stays as strict as it is.
  listen.addEventListener("click", async () => {
    const [file] = input.files
    if (!file) return
    const card = new AudioContext()
    const player = card.createBufferSource()
    player.buffer = await card.decodeAudioData(await file.arrayBuffer())
    player.connect(card.destination)
    player.addEventListener("ended", () => card.close())
    player.start()
  })
}
