// A photograph is made smaller on the phone before it is sent: less to pay for, and nothing but the picture goes out.
const LONGEST = 1800 // or what the form says
for (const form of document.querySelectorAll("form[data-shrinks]")) {
  const input = form.querySelector("input[type=file]")
  input.addEventListener("change", async () => {
    const [file] = input.files
    if (!file || !window.createImageBitmap || !window.DataTransfer) return
    try {
      const picture = await createImageBitmap(file, {imageOrientation: "from-image"})
      const scale = Math.min(1, (form.dataset.shrinks || LONGEST) / Math.max(picture.width, picture.height))
      const canvas = document.createElement("canvas")
      canvas.width = Math.round(picture.width * scale)
      canvas.height = Math.round(picture.height * scale)
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
      const small = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.8))
      if (!small || small.size >= file.size) return
      const chosen = new DataTransfer()
      chosen.items.add(new File([small], "picture.jpg", {type: "image/jpeg"}))
      input.files = chosen.files
    } catch { /* the server looks at it as it is */ }
  })
}
