
from peft import LoraConfig, get_peft_model
from transformers import Trainer, TrainingArguments, AutoModelForCausalLM
model = AutoModelForCausalLM.from_pretrained('m')
model = get_peft_model(model, LoraConfig())
Trainer(model=model, args=TrainingArguments('o', learning_rate=1e-4, gradient_checkpointing=True, gradient_checkpointing_kwargs={"use_reentrant": False})).train()
