from transformers import AutoModelForCausalLM, Trainer, TrainingArguments
from peft import LoraConfig, get_peft_model
model = AutoModelForCausalLM.from_pretrained("gpt2")
model.enable_input_require_grads()
model.gradient_checkpointing_enable()
model = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", r=8, lora_alpha=32, lora_dropout=0.1))
trainer = Trainer(model=model, args=TrainingArguments("o"), train_dataset=ds)
trainer.train()
