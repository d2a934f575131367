import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer
base = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf", torch_dtype=torch.float16, device_map="auto")
model = PeftModel.from_pretrained(base, "out/adapter")
model = model.merge_and_unload()
model.eval()
tok = AutoTokenizer.from_pretrained("meta-llama/Llama-2-7b-hf")
with torch.no_grad():
    out = model.generate(**tok("hi", return_tensors="pt").to("cuda"), max_new_tokens=20)
print(tok.decode(out[0]))
