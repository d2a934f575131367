import lightning.pytorch as pl
import torch
import timm.scheduler

class Lit(pl.LightningModule):
    def training_step(self, batch, idx):
        out = self(batch)
        self.log_dict({"train_loss": out["loss"]})
        return out

    def validation_step(self, batch, idx):
        metrics = self.compute(batch)
        self.log_dict({f"val_{k}": v for k, v in metrics.items()})
        return metrics["loss"]

    def configure_optimizers(self):
        optimizer = torch.optim.AdamW(self.parameters(), lr=1e-3)
        scheduler = timm.scheduler.CosineLRScheduler(optimizer, t_initial=100, warmup_t=5, warmup_prefix=True)
        return [optimizer], [{"scheduler": scheduler, "interval": "epoch"}]

    def lr_scheduler_step(self, scheduler, metric):
        scheduler.step(epoch=self.current_epoch)

cb = pl.callbacks.ModelCheckpoint(monitor="val_f1", mode="max", save_top_k=3)
pl.Trainer(callbacks=[cb, pl.callbacks.EarlyStopping(monitor="val_loss")]).fit(Lit(), dm)
