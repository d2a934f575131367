
from peft import PeftModel
from trl import DPOTrainer, DPOConfig
from transformers import AutoModelForCausalLM
model = AutoModelForCausalLM.from_pretrained('m')
ref = PeftModel.from_pretrained(model, 'sft')
trainer = DPOTrainer(model=model, ref_model=ref, args=DPOConfig(learning_rate=1e-6))
trainer.train()
