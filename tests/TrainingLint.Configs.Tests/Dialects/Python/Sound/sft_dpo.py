from peft import PeftModel, LoraConfig
from trl import DPOTrainer, DPOConfig
from transformers import AutoModelForCausalLM
base = AutoModelForCausalLM.from_pretrained(args.base)
model = PeftModel.from_pretrained(base, args.sft_adapter)
model = model.merge_and_unload()
cfg = LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM")
trainer = DPOTrainer(model, args=DPOConfig("o", beta=0.1, learning_rate=5e-6, gradient_checkpointing=True), train_dataset=ds, processing_class=tok, peft_config=cfg)
trainer.train()
